/** Typed settings: defaults &lt; file &lt; environment &lt; command line. Unknown keys are refused, secrets never printed. */
package io.auditsphere.app.config;
