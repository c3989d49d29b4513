package dev.hearth.events.destination;

import dev.hearth.foundation.time.Entropy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets, for failures alone. */
@SuppressWarnings("DuplicateDateFormatField") // AWS's keys do say the day twice.
final class S3Recipient implements Recipient {
    private static final DateTimeFormatter PLACE =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/yyyy-MM-dd'T'HH.mm.ss")
                    .withZone(ZoneOffset.UTC);

    private final S3Client s3;
    private final Entropy entropy;

    S3Recipient(S3Client s3, Entropy entropy) {
        this.s3 = s3;
        this.entropy = entropy;
    }

    @Override
    public void tell(Arn target, String targetArn, Ending ending, Instant now) {
        String key =
                "aws/lambda/async/%s/%s-%s"
                        .formatted(
                                ending.event().event().function().name(),
                                PLACE.format(now),
                                entropy.uuid());
        s3.putObject(
                r -> r.bucket(target.resource()).key(key).contentType("application/json"),
                RequestBody.fromBytes(InvocationRecord.of(ending, now, true)));
    }
}
