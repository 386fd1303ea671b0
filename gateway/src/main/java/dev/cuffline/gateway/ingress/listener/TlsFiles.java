package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Certificate and key as they stand in their files. Faults name the setting, the file and what to
 * do; never what is in the key.
 */
record TlsFiles(String certificate, String key, Optional<String> clientCa) {
  private static final String CERTIFICATE = "mqtt.tls.certificate";
  private static final String KEY = "mqtt.tls.key";
  private static final String CLIENT_CA = "mqtt.tls.clientCa";

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** Reads the files. Blocks. */
  static TlsFiles read(TlsSettings settings) {
    return new TlsFiles(
        read(CERTIFICATE, settings.certificate()),
        read(KEY, settings.key()),
        settings.clientCa().map(file -> read(CLIENT_CA, file)));
  }

  /** What connections are secured with: TLS 1.3 or 1.2. */
  SslContext context(TlsSettings settings) {
    List<X509Certificate> chain = certificates(CERTIFICATE, settings.certificate(), certificate);
    PublicKey publicKey = chain.getFirst().getPublicKey();
    PrivateKey privateKey = privateKey(settings.key(), publicKey.getAlgorithm());
    if (!belongTogether(privateKey, publicKey)) {
      throw mismatch(settings.key(), null);
    }
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(privateKey, chain)
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2");
      if (clientCa.isPresent()) {
        Path file = settings.clientCa().orElseThrow();
        builder
            .trustManager(certificates(CLIENT_CA, file, clientCa.get()))
            .clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (SSLException unfit) {
      throw new ListenerException(
          CERTIFICATE + ": TLS cannot be set up with " + settings.certificate(), unfit);
    }
  }

  /** The certificate that clients see. */
  X509Certificate leaf(TlsSettings settings) {
    return certificates(CERTIFICATE, settings.certificate(), certificate).getFirst();
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "TlsFiles[…]";
  }

  private static String read(String setting, Path file) {
    try {
      // PEM is ASCII; whatever else is in the file is not looked at, and must not be a fault.
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      String problem = Files.exists(file) ? "cannot be read by this user" : "does not exist";
      throw new ListenerException(setting + ": the file " + file + " " + problem, unreadable);
    }
  }

  private static List<X509Certificate> certificates(String setting, Path file, String pem) {
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!certificates.isEmpty()) {
        return certificates;
      }
      throw noCertificate(setting, file, null);
    } catch (CertificateException unfit) {
      throw noCertificate(setting, file, unfit);
    }
  }

  private static ListenerException noCertificate(
      String setting, Path file, @Nullable Throwable cause) {
    return new ListenerException(
        setting + ": " + file + " holds no certificate; PEM is expected (BEGIN CERTIFICATE)",
        cause);
  }

  private PrivateKey privateKey(Path file, String algorithm) {
    Matcher pem = PKCS8.matcher(key);
    if (!pem.find()) {
      throw new ListenerException(
          KEY
              + ": "
              + file
              + " holds no private key in PKCS#8 without a password (BEGIN PRIVATE KEY); make one"
              + " with: openssl pkey -in OLD -out NEW",
          null);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException unfit) {
      throw mismatch(file, unfit);
    }
  }

  private static ListenerException mismatch(Path file, @Nullable Throwable cause) {
    return new ListenerException(
        KEY
            + ": "
            + file
            + " is not the key of the first certificate in "
            + CERTIFICATE
            + ": name the two files that belong together",
        cause);
  }

  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    byte[] probe = "cuffline".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(privateKey);
      signing.update(probe);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(publicKey);
      verifying.update(probe);
      return verifying.verify(signature);
    } catch (GeneralSecurityException different) {
      return false;
    }
  }
}
