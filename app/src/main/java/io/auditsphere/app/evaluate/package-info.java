/** How good the results are: what the generator knows held against what the scorer said. */
package io.auditsphere.app.evaluate;
