/** The dead letters as an operator meets them: counted, shown, mended and sent back. */
package io.auditsphere.app.deadletters;
