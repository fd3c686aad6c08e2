package momento.eventbridge.benchmarks.stub;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The stub on a free port of the loopback interface, with one thread. */
final class StubServer implements AutoCloseable {
  /** A request's limit is below a million bytes of entries; escaping can make it longer. */
  static final int MAX_BODY_BYTES = 4 * 1_024 * 1_024;

  private final EventLoopGroup thread;
  private final Channel channel;

  private StubServer(EventLoopGroup thread, Channel channel) {
    this.thread = thread;
    this.channel = channel;
  }

  static StubServer start() {
    EventLoopGroup thread = new NioEventLoopGroup(1);
    StubHandler handler = new StubHandler();
    Channel channel =
        new ServerBootstrap()
            .group(thread)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1_024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    connection
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast(handler);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return new StubServer(thread, channel);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    thread.shutdownGracefully().syncUninterruptibly();
  }
}
