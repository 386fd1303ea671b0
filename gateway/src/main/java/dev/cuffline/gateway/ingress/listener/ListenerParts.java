package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.registry.Sources;

/** What all connections of one listener share. */
record ListenerParts(
    ListenerSettings settings,
    Sources sources,
    Reception reception,
    Sessions sessions,
    InFlightLoad load,
    ListenerMetrics metrics) {}
