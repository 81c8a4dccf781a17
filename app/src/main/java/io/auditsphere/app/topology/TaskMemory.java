package io.auditsphere.app.topology;

/** What a task keeps in front of its stores. For one task's thread. */
interface TaskMemory {

    /** Puts into the stores whatever differs from them: a commit follows. */
    void writeDown();

    /** Forgets everything, written down or not: the stores are about to change, or to close. */
    void forgetAll();
}
