package momento.eventbridge.benchmarks.stub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests. All channels share it and the one thread that the server has, so it needs no
 * lock.
 *
 * <ul>
 *   <li>{@code POST /}: {@code PutEvents}, each entry accepted, or the request throttled
 *   <li>{@code GET /counts}: {@link StubCounts} as JSON
 *   <li>{@code GET /quota/400}: from now on 400 requests a second, and counts from zero; 0 for no
 *       quota
 *   <li>{@code GET /way/10}: from now on an answer to {@code PutEvents} takes 10 ms longer
 * </ul>
 */
@Sharable
final class StubHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final AsciiString JSON = AsciiString.cached("application/x-amz-json-1.1");
  private static final String QUOTA = "/quota/";
  private static final String WAY = "/way/";
  private static final byte[] THROTTLED =
      "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"
          .getBytes(StandardCharsets.US_ASCII);

  /** The answers for 0 to 10 entries; a benchmark has no use for ids that differ. */
  private static final byte[][] ACCEPTED = new byte[11][];

  static {
    for (int entries = 0; entries < ACCEPTED.length; entries++) {
      StringBuilder text = new StringBuilder("{\"FailedEntryCount\":0,\"Entries\":[");
      for (int i = 0; i < entries; i++) {
        text.append(i == 0 ? "" : ",")
            .append("{\"EventId\":\"11710aed-b79e-4468-a20b-bb3c0c3b4860\"}");
      }
      ACCEPTED[entries] = text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final FastThreadLocal<byte[]> body =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[StubServer.MAX_BODY_BYTES];
        }
      };

  private @Nullable RequestQuota quota;
  private long wayMillis;
  private long requests;
  private long entries;
  private long throttled;

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (request.uri().equals("/counts")) {
      answer(
          context,
          request,
          HttpResponseStatus.OK,
          ascii("{\"requests\":%d,\"entries\":%d,\"throttled\":%d}", requests, entries, throttled));
    } else if (request.uri().startsWith(QUOTA)) {
      long perSecond = Long.parseLong(request.uri().substring(QUOTA.length()));
      quota = perSecond == 0 ? null : new RequestQuota(perSecond, System.nanoTime());
      requests = 0;
      entries = 0;
      throttled = 0;
      answer(context, request, HttpResponseStatus.OK, ascii("{}"));
    } else if (request.uri().startsWith(WAY)) {
      wayMillis = Long.parseLong(request.uri().substring(WAY.length()));
      answer(context, request, HttpResponseStatus.OK, ascii("{}"));
    } else if (quota != null && !quota.take(System.nanoTime())) {
      throttled++;
      answerFromAfar(context, request, HttpResponseStatus.BAD_REQUEST, THROTTLED);
    } else {
      int count = entriesIn(request.content());
      requests++;
      entries += count;
      answerFromAfar(context, request, HttpResponseStatus.OK, ACCEPTED[count]);
    }
  }

  private void answerFromAfar(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      byte[] content) {
    if (wayMillis == 0) {
      answer(context, request, status, content);
    } else {
      boolean keepAlive = HttpUtil.isKeepAlive(request);
      var unused =
          context
              .executor()
              .schedule(
                  () -> {
                    answer(context, keepAlive, status, content);
                    context.flush();
                  },
                  wayMillis,
                  TimeUnit.MILLISECONDS);
    }
  }

  private int entriesIn(ByteBuf content) {
    byte[] bytes = body.get();
    int length = content.readableBytes();
    content.getBytes(content.readerIndex(), bytes, 0, length);
    return EntryCount.in(bytes, 0, length);
  }

  private static byte[] ascii(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).getBytes(StandardCharsets.US_ASCII);
  }

  private static void answer(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      byte[] content) {
    answer(context, HttpUtil.isKeepAlive(request), status, content);
  }

  private static void answer(
      ChannelHandlerContext context, boolean keepAlive, HttpResponseStatus status, byte[] content) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, JSON)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, content.length)
        .set("x-amzn-RequestId", "9d2f9f4c-0000-4000-8000-000000000000");
    if (keepAlive) {
      var unused = context.write(response, context.voidPromise());
    } else {
      var unused = context.write(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var unused = context.close(); // a client that went away
  }
}
