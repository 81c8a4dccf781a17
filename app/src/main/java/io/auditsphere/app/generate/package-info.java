/**
 * A made-up organisation whose audit log looks like a real one: the same seed always yields the same people, habits and
 * events, day by day, so that a month of history, the week after it and what happens live are one and the same life.
 */
package io.auditsphere.app.generate;
