package dev.parley.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCodingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | BROTLI",
                "gzip, deflate           | GZIP",
                "GZip                    | GZIP",
                "br;q=0.5, gzip;q=1.0    | GZIP",
                "br;q=0, gzip            | GZIP",
                "br; q=0.8 , gzip ;q=0.8 | BROTLI",
                "*                       | BROTLI",
                "*;q=0.1, br;q=0         | GZIP",
                "identity, br            | BROTLI",
                "identity, br;q=0.5      | IDENTITY",
                "deflate                 | IDENTITY",
                "gzip;q=0                | IDENTITY",
                "gzip;q=zz               | IDENTITY",
                "gzip;q=                 | IDENTITY",
                "gzip;x=1                | IDENTITY",
                ";;,,;q=1                | IDENTITY",
                "''                      | IDENTITY"
            })
    void theClientsFavouriteIsTaken(String accepted, ContentCoding coding) {
        assertThat(ContentCoding.preferred(accepted)).isEqualTo(coding);
    }

    @Test
    void whoSaysNothingGetsTheFileAsItIs() {
        assertThat(ContentCoding.preferred(null)).isEqualTo(ContentCoding.IDENTITY);
    }
}
