package io.auditsphere.app.training;

import io.auditsphere.model.features.UserState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of many users in memory: those used last as objects, the others as the bytes that the stream would keep of
 * them, about a kilobyte a user. Mutable, for one thread.
 */
public final class UserStates {

    /** Objects kept: a decoded state is several times its bytes, and most events are of few users. */
    private static final int DECODED = 20_000;

    private final Map<String, byte[][]> encoded = new HashMap<>();
    private final Map<String, UserState> decoded = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UserState> eldest) {
            if (size() <= DECODED) {
                return false;
            }
            UserState state = eldest.getValue();
            encoded.put(eldest.getKey(), new byte[][] {state.encodeActivity(), state.encodeHistory()});
            return true;
        }
    };

    /**
     * The state of a user, empty if nothing is known of him. Changes to it are kept.
     *
     * @param userKey {@code provider|user_id}
     */
    public UserState of(String userKey) {
        UserState state = decoded.get(userKey);
        if (state == null) {
            byte[][] bytes = encoded.remove(userKey);
            state = bytes == null ? UserState.empty() : UserState.decode(bytes[0], bytes[1]);
            decoded.put(userKey, state);
        }
        return state;
    }

    /** How many users there are. */
    public int size() {
        return decoded.size() + encoded.size();
    }
}
