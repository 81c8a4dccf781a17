/**
 * The contracts: the records that topics carry, their JSON and its schemas, and the catalogues of operations. Depends
 * on nothing but Jackson.
 */
package io.auditsphere.schemas;
