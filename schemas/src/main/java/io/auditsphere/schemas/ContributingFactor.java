package io.auditsphere.schemas;

/**
 * One reason for a result, in figures and in words.
 *
 * @param feature the feature's name
 * @param value the value shown to people
 * @param typical what is typical for the user, else for the provider; null where nothing is known
 * @param contribution how much it adds to the anomaly, in path length; positive means more anomalous
 * @param text a sentence with both values
 */
public record ContributingFactor(String feature, double value, Double typical, double contribution, String text) {}
