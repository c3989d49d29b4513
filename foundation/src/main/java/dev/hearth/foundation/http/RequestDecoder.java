package dev.hearth.foundation.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Bytes to request heads and body parts, strictly: what two readers could cut into different
 * requests is refused.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** Body parts are slices of what was read, so a large value saves objects, not memory. */
    private static final int MAX_PART_BYTES = 64 * 1024;

    private boolean midRequest;

    RequestDecoder(HttpLimits limits) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(limits.maxLine())
                        .setMaxHeaderSize(limits.maxHead())
                        .setMaxChunkSize(MAX_PART_BYTES)
                        .setStrictLineParsing(true)
                        .setUseRfc9112TransferEncoding(true));
    }

    /** Whether the bytes decoded last were the beginning of a request, and not its end. */
    boolean midRequest() {
        return midRequest;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Exception {
        super.decode(ctx, in, out);
        midRequest = out.isEmpty() || !(out.getLast() instanceof LastHttpContent);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
