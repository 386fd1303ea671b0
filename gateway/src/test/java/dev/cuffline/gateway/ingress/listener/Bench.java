package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.HandDrivenJournal;
import dev.cuffline.gateway.ingress.KnownSources;
import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.intake.VirtualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A listener without sockets: its parts, and embedded connections to it. */
final class Bench implements AutoCloseable {
  static final int MAXIMUM_PACKET_BYTES = 2_048;
  static final int RECEIVE_MAXIMUM = 8;
  static final int TOPIC_ALIAS_MAXIMUM = 3;
  static final Duration SESSION_EXPIRY = Duration.ofHours(2);
  static final int KEPT_SESSIONS = 5;

  final HandDrivenJournal journal = new HandDrivenJournal();
  final KnownSources sources = new KnownSources();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-02T03:04:05Z"));
  final Sessions sessions;
  final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
  private final MqttPipeline pipeline;
  private final List<Device> devices = new ArrayList<>();

  Bench() {
    this(settings(1_000, 1_000_000));
  }

  Bench(ListenerSettings settings) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    sessions = new Sessions(clock, settings.sessionExpiry(), settings.keptSessions());
    ListenerParts parts =
        new ListenerParts(
            settings,
            sources,
            new Reception(journal, clock, meters),
            sessions,
            new InFlightLoad(settings.totalMessages(), settings.totalBytes()),
            new ListenerMetrics(meters, sessions));
    pipeline =
        new MqttPipeline(
            parts, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE), tls -> {});
  }

  static ListenerSettings settings(int totalMessages, long totalBytes) {
    return new ListenerSettings(
        "127.0.0.1",
        OptionalInt.of(0),
        Optional.empty(),
        MAXIMUM_PACKET_BYTES,
        Duration.ofSeconds(10),
        RECEIVE_MAXIMUM,
        TOPIC_ALIAS_MAXIMUM,
        SESSION_EXPIRY,
        KEPT_SESSIONS,
        4_096,
        totalMessages,
        totalBytes,
        Duration.ofSeconds(5));
  }

  /** A new connection, silent so far. */
  Device device() {
    Device device = new Device(pipeline, buffers);
    devices.add(device);
    return device;
  }

  double refused(Refusal refusal) {
    return meters.get("cuffline.mqtt.refused").tag("reason", refusal.code()).counter().count();
  }

  /** Hangs up everywhere and sees to it that no buffer is left. */
  @Override
  public void close() {
    devices.forEach(Device::hangUp);
    long left = buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
    if (left != 0) {
      throw new AssertionError(left + " bytes of buffers were never released");
    }
  }
}
