package dev.cuffline.gateway.delivery.fhir;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A private key of ours as a JWK in a file, for SMART Backend Services: ES384 or RS384 (SMART App
 * Launch 2.2, section "Backend Services").
 */
public final class SmartKey {
  private static final int RSA_BITS = 3_072;

  private final JWK key;

  private SmartKey(JWK key) {
    this.key = key;
  }

  /** The algorithms that SMART names. */
  public enum Kind {
    /** ECDSA on P-384. */
    ES384,
    /** RSA. */
    RS384
  }

  /** A new one; its id is the thumbprint of its public half. */
  public static SmartKey generate(Kind kind) {
    try {
      return new SmartKey(
          switch (kind) {
            case ES384 ->
                new ECKeyGenerator(Curve.P_384)
                    .algorithm(JWSAlgorithm.ES384)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            case RS384 ->
                new RSAKeyGenerator(RSA_BITS)
                    .algorithm(JWSAlgorithm.RS384)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
          });
    } catch (JOSEException impossible) {
      throw new IllegalStateException("every Java platform makes such keys", impossible);
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException when the file cannot be read, or holds no such key
   */
  public static SmartKey read(Path file) throws IOException {
    try {
      JWK key = JWK.parse(Files.readString(file));
      Algorithm algorithm = key.getAlgorithm();
      boolean fit =
          key.isPrivate()
              && key.getKeyID() != null
              && (JWSAlgorithm.ES384.equals(algorithm) || JWSAlgorithm.RS384.equals(algorithm));
      if (!fit) {
        throw new IOException(
            "the key file must hold a private JWK with kid, and alg ES384 or RS384");
      }
      return new SmartKey(key);
    } catch (ParseException noKey) {
      throw new IOException("the key file holds no JWK", noKey);
    }
  }

  /** The private key as JSON: for the file alone. */
  public String privateJson() {
    return key.toJSONString();
  }

  /** The public halves of keys as a JWK set, for servers. */
  public static String publicSet(List<SmartKey> keys) {
    List<JWK> all = new ArrayList<>();
    keys.forEach(each -> all.add(each.key.toPublicJWK()));
    return new JWKSet(all).toString();
  }

  /** The claims, signed. */
  String sign(JWTClaimsSet claims) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.parse(key.getAlgorithm().getName()))
              .type(JOSEObjectType.JWT)
              .keyID(key.getKeyID())
              .build();
      SignedJWT jwt = new SignedJWT(header, claims);
      JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException unfit) {
      throw new IllegalStateException("a key that was read signs", unfit);
    }
  }

  @Override
  public String toString() {
    return "SmartKey[" + key.getKeyID() + "]";
  }
}
