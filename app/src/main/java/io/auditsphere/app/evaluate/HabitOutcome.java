package io.auditsphere.app.evaluate;

/**
 * What a habit that looks odd cost in false alerts.
 *
 * @param habit its name
 * @param events normal events that belong to it
 * @param alerts how many of them alerted
 */
public record HabitOutcome(String habit, long events, long alerts) {}
