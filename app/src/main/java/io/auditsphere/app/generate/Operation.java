package io.auditsphere.app.generate;

import io.auditsphere.schemas.OperationCategory;

/**
 * What one provider calls an act.
 *
 * @param name the provider's own name, as its audit log has it
 * @param catalogueName under what name the catalogue lists it, which for Google has the application before it
 * @param category what the catalogue files it under
 * @param sensitive what catalogue and values together say of the act as it is generated
 */
record Operation(String name, String catalogueName, OperationCategory category, boolean sensitive) {}
