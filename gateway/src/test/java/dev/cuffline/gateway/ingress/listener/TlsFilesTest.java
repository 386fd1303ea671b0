package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys that can be used, and what is said of those that cannot. */
class TlsFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"ecp256", "rsa2048", "ed25519"})
  void aCertificateAndItsKeyAreTaken(Algorithm algorithm) throws Exception {
    TlsSettings settings =
        TestAuthority.write(new TestAuthority(algorithm).issue("gateway"), folder);

    assertThat(TlsFiles.read(settings).context(settings).isServer()).isTrue();
  }

  /** As {@code openssl x509 -text} and mail programs write them. */
  @Test
  void linesBetweenThePartsAreNotLookedAt() throws Exception {
    TlsSettings settings = TestAuthority.write(gateway(), folder);
    surround(settings.certificate(), "subject=Gemeinschaftspraxis Köln\n");
    surround(settings.key(), "Bag Attributes: <No Attributes>\n");

    assertThat(TlsFiles.read(settings).context(settings).isServer()).isTrue();
  }

  @Test
  void aMissingCertificateIsNamedWithItsSettingAndFile() throws Exception {
    TlsSettings settings = TestAuthority.write(gateway(), folder);
    Files.delete(settings.certificate());

    assertRefused(settings, "mqtt.tls.certificate: the file ", "chain.pem does not exist");
  }

  @Test
  void aMissingKeyIsNamedWithItsSettingAndFile() throws Exception {
    TlsSettings settings = TestAuthority.write(gateway(), folder);
    Files.delete(settings.key());

    assertRefused(settings, "mqtt.tls.key: the file ", "key.pem does not exist");
  }

  @Test
  void whatCannotBeReadIsNamedWithItsSettingAndFile() throws Exception {
    TlsSettings settings = TestAuthority.write(gateway(), folder);
    Files.delete(settings.key());
    Files.createDirectory(settings.key());

    assertRefused(settings, "mqtt.tls.key: the file ", "key.pem cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"})
  void aFileWithoutACertificateIsNamed(String content) throws Exception {
    TlsSettings settings = TestAuthority.write(gateway(), folder);
    Files.writeString(settings.certificate(), content);

    assertRefused(settings, "mqtt.tls.certificate: ", "chain.pem holds no certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY"})
  void aKeyInAnotherFormIsNamedAndMended(String content) throws Exception {
    TlsSettings settings = TestAuthority.write(gateway(), folder);
    Files.writeString(settings.key(), content);

    assertRefused(settings, "mqtt.tls.key: ", "key.pem", "openssl pkey -in OLD -out NEW");
  }

  @ParameterizedTest
  @EnumSource(names = {"ecp256", "rsa2048"})
  void aKeyOfAnotherCertificateIsRefused(Algorithm algorithm) throws Exception {
    TlsSettings settings = TestAuthority.write(gateway(), folder);
    X509Bundle other = new TestAuthority(algorithm).issue("other");
    Files.writeString(settings.key(), other.getPrivateKeyPEM());

    assertRefused(settings, "mqtt.tls.key: ", "key.pem is not the key of the first certificate");
  }

  @Test
  void aFileOfClientAuthoritiesWithoutOneIsNamed() throws Exception {
    TlsSettings own = TestAuthority.write(gateway(), folder);
    Path empty = Files.writeString(folder.resolve("clients.pem"), "");
    TlsSettings settings =
        new TlsSettings("127.0.0.1", 0, own.certificate(), own.key(), Optional.of(empty));

    assertRefused(settings, "mqtt.tls.clientCa: ", "clients.pem holds no certificate");
  }

  @Test
  void theKeyIsNeverShown() throws Exception {
    TlsFiles files = TlsFiles.read(TestAuthority.write(gateway(), folder));

    assertThat(files.toString()).doesNotContain("PRIVATE");
  }

  private static X509Bundle gateway() throws Exception {
    return new TestAuthority(Algorithm.ecp256).issue("gateway");
  }

  private static void surround(Path file, String line) throws Exception {
    Files.writeString(file, line + Files.readString(file) + line);
  }

  private static void assertRefused(TlsSettings settings, String... parts) {
    assertThatThrownBy(() -> TlsFiles.read(settings).context(settings))
        .isInstanceOf(ListenerException.class)
        .hasMessageStartingWith(parts[0])
        .hasMessageContainingAll(parts);
  }
}
