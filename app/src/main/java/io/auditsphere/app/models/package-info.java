/**
 * Models between the trainer and the stream: published to the models topic, followed from there, kept and listed in the
 * registry.
 */
package io.auditsphere.app.models;
