package fr.mangatheque.continuity.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of 127.0.0.1 and localhost that vouches for itself, with its key, made by this
 * JDK's keytool.
 */
public final class TestCertificate {
  private static final String ALIAS = "test";
  private static final char[] PASSWORD = "made-for-one-test".toCharArray();

  private final X509Certificate certificate;
  private final Key key;

  private TestCertificate(X509Certificate certificate, Key key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Makes one; takes a second.
   *
   * @param algorithm of its key, such as {@code EC} or {@code RSA}
   * @param directory where files may be left
   */
  public static TestCertificate make(String algorithm, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempDirectory(directory, "keystore").resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new TestCertificate(
        (X509Certificate) keys.getCertificate(ALIAS), keys.getKey(ALIAS, PASSWORD));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** Writes the certificate as PEM. */
  public void writeCertificate(Path file) throws IOException, GeneralSecurityException {
    Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
  }

  /** Writes the key as PEM, PKCS#8 without a password. */
  public void writeKey(Path file) throws IOException {
    Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
  }

  static String pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  /** For a client that believes these and no others. */
  public static SSLContext trusting(TestCertificate... certificates)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (int i = 0; i < certificates.length; i++) {
      trusted.setCertificateEntry("trusted-" + i, certificates[i].certificate());
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
