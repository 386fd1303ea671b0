package dev.cuffline.gateway.ingress.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Sees to it that every packet became exactly one message: a packet whose inner lengths reach past
 * its end would otherwise keep the decoder waiting for bytes of the next one.
 */
final class FrameCheck extends ChannelInboundHandlerAdapter {
  private int messages;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message != FrameEvent.END) {
      messages++;
      ctx.fireChannelRead(message);
      return;
    }
    boolean whole = messages == 1;
    messages = 0;
    if (!whole) {
      ctx.fireChannelRead(FrameEvent.MALFORMED);
    }
  }
}
