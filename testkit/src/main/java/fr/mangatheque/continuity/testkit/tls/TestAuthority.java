package fr.mangatheque.continuity.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

/** A private authority, and the certificates that it issues, made by this JDK's keytool. */
public final class TestAuthority {
  /** Of the trust stores it writes. */
  public static final String PASSWORD = "made-for-one-test";

  private static final String AUTHORITY = "authority";
  private static final String SITE = "site";

  private final Path store;

  private TestAuthority(Path store) {
    this.store = store;
  }

  /**
   * Makes one; takes a second.
   *
   * @param directory where files may be left
   */
  public static TestAuthority make(Path directory) throws IOException, InterruptedException {
    Path store = Files.createTempDirectory(directory, "authority").resolve("store.p12");
    TestAuthority made = new TestAuthority(store);
    made.generate(AUTHORITY, "CN=A private authority", "-ext", "BasicConstraints:critical=ca:true");
    return made;
  }

  /**
   * Issues a certificate of 127.0.0.1 and localhost.
   *
   * @param certificate gets it as PEM, the authority's after it
   * @param key gets its key as PEM, PKCS#8 without a password
   */
  public void issue(Path certificate, Path key)
      throws IOException, InterruptedException, GeneralSecurityException {
    generate(SITE, "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-signer", AUTHORITY);
    KeyStore keys = keys();
    StringBuilder chain = new StringBuilder();
    for (Certificate each : keys.getCertificateChain(SITE)) {
      chain.append(TestCertificate.pem("CERTIFICATE", each.getEncoded()));
    }
    Files.writeString(certificate, chain);
    Files.writeString(
        key,
        TestCertificate.pem("PRIVATE KEY", keys.getKey(SITE, PASSWORD.toCharArray()).getEncoded()));
  }

  /** Writes a trust store that trusts it, and nobody else. */
  public void writeTrustStore(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(AUTHORITY, keys().getCertificate(AUTHORITY));
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void generate(String alias, String name, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }
}
