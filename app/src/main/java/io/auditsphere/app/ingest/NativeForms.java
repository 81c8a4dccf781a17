package io.auditsphere.app.ingest;

import java.util.List;

/**
 * The native forms that the program knows, in the order in which they are asked: the more particular fingerprint before
 * the one that could hold for it too.
 */
final class NativeForms {

    static final List<Normaliser> ALL = List.of(
            new MicrosoftForm(),
            new GoogleForm(),
            new GoogleCloudLoggingForm(),
            new BoxForm(),
            new DropboxForm(),
            new AwsForm(),
            new OciForm(),
            new AzureForm());

    private NativeForms() {}
}
