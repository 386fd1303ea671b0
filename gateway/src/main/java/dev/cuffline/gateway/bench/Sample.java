package dev.cuffline.gateway.bench;

/**
 * What was seen at one moment of a load test.
 *
 * @param seconds since the measurement began; negative in the warm-up
 * @param received transmissions that the gateway has made durable so far
 * @param judged transmissions that it has judged so far
 * @param residentBytes of the gateway; 0 where nobody knows
 * @param processorSeconds that the gateway has used so far
 */
record Sample(
    double seconds, long received, long judged, long residentBytes, double processorSeconds) {}
