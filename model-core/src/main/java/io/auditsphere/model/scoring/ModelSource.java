package io.auditsphere.model.scoring;

/** Where the model of the moment comes from. Implementations are thread-safe and swap a provider's model atomically. */
public interface ModelSource {

    /** The provider's model; null while it has none. Ask once an event, so that no event is scored by two models. */
    LiveModel modelOf(String provider);
}
