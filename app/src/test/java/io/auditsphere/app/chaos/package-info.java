/** The program as processes that are killed: a broker, instances of {@code serve}, a load, and what came out of it. */
package io.auditsphere.app.chaos;
