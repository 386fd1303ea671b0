package dev.cuffline.gateway.access;

import java.time.Instant;

/** Who changed something, and when. */
record Authored(String actor, Instant at) {}
