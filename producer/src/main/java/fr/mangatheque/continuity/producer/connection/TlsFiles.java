package fr.mangatheque.continuity.producer.connection;

import io.helidon.common.tls.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's certificate and its key, in files.
 *
 * @param certificate PEM: the server's own certificate first, then those that vouch for it
 * @param key PEM: the private key that belongs to it, PKCS#8, without a password
 */
public record TlsFiles(Path certificate, Path key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** What the files held at one moment. */
  record Content(String certificate, String key) {
    @Override
    public String toString() {
      return "Content[…]";
    }
  }

  /** A certificate chain with its key. */
  record Identity(List<X509Certificate> chain, PrivateKey key) {
    Tls tls() {
      return Tls.builder().privateKey(key).privateKeyCertChain(chain).build();
    }

    Instant expires() {
      return chain.getFirst().getNotAfter().toInstant();
    }

    @Override
    public String toString() {
      return "Identity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
  }

  /**
   * Makes sure that a server could start with them.
   *
   * @throws IllegalArgumentException if not; the message says which file is wrong, and how
   */
  public void check() {
    identity(read());
  }

  Content read() {
    return new Content(text(certificate), text(key));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist";
      throw new IllegalArgumentException("the file " + file + " " + why, e);
    }
  }

  Identity identity(Content content) {
    List<X509Certificate> chain = chain(content.certificate());
    PublicKey publicKey = chain.getFirst().getPublicKey();
    PrivateKey privateKey = privateKey(content.key(), publicKey.getAlgorithm());
    if (!belong(privateKey, publicKey)) {
      throw new IllegalArgumentException(
          "the key in " + key + " is not that of the certificate in " + certificate);
    }
    return new Identity(chain, privateKey);
  }

  private List<X509Certificate> chain(String pem) {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "the file " + certificate + " holds no certificate in PEM: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("the file " + certificate + " holds no certificate in PEM");
  }

  private PrivateKey privateKey(String pem, String algorithm) {
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "the file "
              + key
              + " holds no private key in PEM as PKCS#8 without a password; make one of another"
              + " with: openssl pkcs8 -topk8 -nodes -in KEY -out KEY.pem");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause may quote the key, so it goes no further.
      throw new IllegalArgumentException(
          "the key in " + key + " cannot be read as one for " + certificate + ", " + algorithm);
    }
  }

  private static boolean belong(PrivateKey privateKey, PublicKey publicKey) {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    try {
      byte[] something = {1, 2, 3};
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(privateKey);
      signer.update(something);
      byte[] signature = signer.sign();
      signer.initVerify(publicKey);
      signer.update(something);
      return signer.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
