/** The running installation of one process: every part started, observed and ended in order. */
package io.auditsphere.app.service;
