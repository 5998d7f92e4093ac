package fr.mangatheque.continuity.storage.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes clients that do what S3-compatible stores understand, and nothing behind our back. */
final class S3Clients {
  // servers drop idle connections, some after few seconds: to find one dropped costs a request
  private static final Duration IDLE = Duration.ofSeconds(4);

  private S3Clients() {}

  /** Over connections that whoever made them closes. */
  static S3Client create(S3Settings settings, SdkHttpClient http) {
    return S3Client.builder()
        .endpointOverride(settings.endpoint())
        .region(Region.of(settings.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())))
        .httpClient(http)
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
                    .retryStrategy(onceMoreWithTheStoresTime())
                    // this machine's ~/.aws is nothing to us
                    .defaultProfileFile(ProfileFile.aggregator().build()))
        .build();
  }

  /**
   * Where a store's clock refuses our signature, the SDK signs by that clock from then on; also of
   * clients made later, in this process, for stores whose clocks are right. That alone is asked
   * again.
   */
  private static RetryStrategy onceMoreWithTheStoresTime() {
    return StandardRetryStrategy.builder()
        .useClientDefaults(false)
        .maxAttempts(2)
        .circuitBreakerEnabled(false)
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .retryOnException(
            e -> e instanceof SdkException failure && RetryUtils.isClockSkewException(failure))
        .build();
  }

  /**
   * Connections to a store; through a proxy where the property {@code http.proxyHost} or the
   * environment's {@code HTTP_PROXY} names one, whatever the store's scheme, as the SDK does.
   */
  static SdkHttpClient http(S3Settings settings) {
    ProxyConfiguration proxy = ProxyConfiguration.builder().build();
    return proxy.host() == null ? new DirectHttpClient(settings, IDLE) : proxied(settings, proxy);
  }

  private static SdkHttpClient proxied(S3Settings settings, ProxyConfiguration proxy) {
    return Apache5HttpClient.builder()
        .proxyConfiguration(proxy)
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
