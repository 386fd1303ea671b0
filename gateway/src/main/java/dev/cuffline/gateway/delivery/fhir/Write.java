package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Resource;

/**
 * A request on behalf of a resource.
 *
 * @param mayFind whether 200 means that it was there already, possibly in an older version
 */
record Write(Resource resource, Request request, boolean mayFind) {}
