package dev.cuffline.gateway.ingress.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the byte stream into whole MQTT packets (MQTT 5.0 section 2.1), each followed by {@link
 * FrameEvent#END}.
 *
 * <p>The decoder behind it so never sees half a packet: it need not start over with every segment
 * of a slow sender, and cannot reach from one packet into the next. The limit counts the fixed
 * header too, as MQTT 5.0 3.1.2.11.4 defines a packet's size, and holds before a byte of the packet
 * is stored.
 */
final class PacketFrames extends ByteToMessageDecoder {
  private static final int MAXIMUM_LENGTH_BYTES = 4;

  private int maximumPacketBytes;
  private boolean broken;

  PacketFrames(int maximumPacketBytes) {
    this.maximumPacketBytes = maximumPacketBytes;
  }

  /** Sets the limit for packets from now on; called on the event loop. */
  void limit(int maximumPacketBytes) {
    this.maximumPacketBytes = maximumPacketBytes;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    int remaining = 0;
    for (int i = 0; i < MAXIMUM_LENGTH_BYTES; i++) {
      if (in.readableBytes() < i + 2) {
        return;
      }
      int digit = in.getUnsignedByte(in.readerIndex() + 1 + i);
      remaining |= (digit & 0x7F) << (7 * i);
      if (digit < 0x80) {
        packet(in, 2 + i + remaining, out);
        return;
      }
    }
    giveUp(in, out, FrameEvent.MALFORMED);
  }

  private void packet(ByteBuf in, int length, List<Object> out) {
    if (length > maximumPacketBytes) {
      giveUp(in, out, FrameEvent.TOO_LARGE);
    } else if (in.readableBytes() >= length) {
      out.add(in.readRetainedSlice(length));
      out.add(FrameEvent.END);
    }
  }

  private void giveUp(ByteBuf in, List<Object> out, FrameEvent event) {
    broken = true;
    in.skipBytes(in.readableBytes());
    out.add(event);
  }
}
