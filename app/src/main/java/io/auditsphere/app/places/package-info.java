/**
 * Where an address is and what network it belongs to: MaxMind databases that the operator supplies, the organisation's own
 * ranges and the providers'. Knows nothing of events' forms.
 */
package io.auditsphere.app.places;
