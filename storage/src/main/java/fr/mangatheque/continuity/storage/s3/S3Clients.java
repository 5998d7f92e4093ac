package fr.mangatheque.continuity.storage.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes clients that do what S3-compatible stores understand, and nothing behind our back. */
final class S3Clients {
  // servers drop idle connections, some after few seconds: to find one dropped costs a request
  private static final Duration IDLE = Duration.ofSeconds(4);

  private S3Clients() {}

  static S3Client create(S3Settings settings) {
    return S3Client.builder()
        .endpointOverride(settings.endpoint())
        .region(Region.of(settings.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())))
        .httpClient(http(settings))
        .forcePathStyle(true)
        .serviceConfiguration(
            S3Configuration.builder()
                .chunkedEncodingEnabled(false)
                .expectContinueEnabled(false)
                .build())
        .disableS3ExpressSessionAuth(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .overrideConfiguration(
            configuration ->
                configuration
                    .apiCallAttemptTimeout(settings.timeouts().call())
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    // this machine's ~/.aws is nothing to us
                    .defaultProfileFile(ProfileFile.aggregator().build()))
        .build();
  }

  private static SdkHttpClient http(S3Settings settings) {
    return Apache5HttpClient.builder()
        .maxConnections(settings.maxConnections())
        .connectionTimeout(settings.timeouts().connect())
        .socketTimeout(settings.timeouts().read())
        .connectionAcquisitionTimeout(settings.timeouts().call())
        .connectionMaxIdleTime(IDLE)
        .tcpKeepAlive(true)
        .expectContinueEnabled(false)
        .build();
  }
}
