package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK's client for a server, without retries so that each answer is seen. */
final class Sdk {
  private Sdk() {}

  static S3Client client(S3Server server) {
    return client(server, server.credentials().root());
  }

  static S3Client client(S3Server server, Credential credential) {
    return client(server, credential, plain -> plain.chunkedEncodingEnabled(false), _ -> {});
  }

  static S3Client client(
      S3Server server,
      Credential credential,
      Consumer<S3Configuration.Builder> settings,
      Consumer<S3ClientBuilder> more) {
    var configuration = S3Configuration.builder().pathStyleAccessEnabled(true);
    settings.accept(configuration);
    S3ClientBuilder builder =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(server.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        credential.accessKeyId(), credential.secretAccessKey())))
            .serviceConfiguration(configuration.build())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .expectContinueEnabled(false)
                    .socketTimeout(Duration.ofSeconds(20)));
    more.accept(builder);
    return builder.build();
  }

  static URI presignedGet(S3Server server, String bucket, String key, Duration validFor) {
    try (S3Presigner presigner = presigner(server)) {
      return uri(
          presigner.presignGetObject(
              p -> p.signatureDuration(validFor).getObjectRequest(g -> g.bucket(bucket).key(key))));
    }
  }

  static URI presignedPut(S3Server server, String bucket, String key, Duration validFor) {
    try (S3Presigner presigner = presigner(server)) {
      return uri(
          presigner.presignPutObject(
              p -> p.signatureDuration(validFor).putObjectRequest(g -> g.bucket(bucket).key(key))));
    }
  }

  private static URI uri(PresignedRequest request) {
    return URI.create(request.url().toString());
  }

  private static S3Presigner presigner(S3Server server) {
    return S3Presigner.builder()
        .endpointOverride(server.endpoint())
        .region(Region.of(server.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  static RequestBody body(String text) {
    return RequestBody.fromBytes(text.getBytes(UTF_8));
  }

  static String code(S3Exception exception) {
    return exception.awsErrorDetails().errorCode();
  }
}
