package dev.parley.redis.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Authorities that sign the certificate of Redis, in place of those that the virtual machine trusts. Immutable.
 *
 * @param certificates their certificates, at least one
 */
public record CertificateAuthorities(List<Certificate> certificates) {

    private static final String RULE = "a file with at least one certificate in PEM form, that this process may read";

    /** Checks that there is one. */
    public CertificateAuthorities {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /**
     * Reads a file in PEM form.
     *
     * @throws IllegalArgumentException if it cannot be read or has no certificate; the message says what is allowed
     */
    public static CertificateAuthorities read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            return new CertificateAuthorities(List.copyOf(all));
        } catch (IOException | CertificateException | InvalidPathException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    /**
     * Makes sockets that trust these authorities only. They show the certificate of {@code javax.net.ssl.keyStore}, if the
     * virtual machine has one, as its own sockets do.
     *
     * @throws IllegalStateException if the virtual machine has no TLS, or its key store cannot be read
     */
    SSLSocketFactory sockets() {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                trusted.setCertificateEntry(Integer.toString(i), certificates.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own().getKeyManagers(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS is not possible: " + e.getMessage(), e);
        }
    }

    private static KeyManagerFactory own() throws GeneralSecurityException, IOException {
        String file = System.getProperty("javax.net.ssl.keyStore", "");
        char[] password =
                System.getProperty("javax.net.ssl.keyStorePassword", "").toCharArray();
        KeyStore keys =
                KeyStore.getInstance(System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType()));
        if (file.isEmpty()) {
            keys.load(null, null);
        } else {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                keys.load(in, password);
            }
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory;
    }
}
