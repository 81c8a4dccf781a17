package io.auditsphere.app.generate;

import java.util.SplittableRandom;

/**
 * From where and with what somebody acts.
 *
 * @param network the network, or null for acts that the provider logs without a source
 * @param address an address in it
 * @param userAgent the client program, or null
 * @param device the device's stable id, or null
 */
record Connection(Network network, String address, String userAgent, String device) {

    /** Acts of the provider itself, or of a console that logs no source. */
    static final Connection NONE = new Connection(null, null, null, null);

    static Connection of(Network network, int host, Device device, long day, SplittableRandom random) {
        return new Connection(network, network.address(host, random), device.userAgent(day), device.id());
    }
}
