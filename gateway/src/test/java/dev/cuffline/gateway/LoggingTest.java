package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
  @AfterEach
  void backToTheDefault() {
    Logging.apply(new Configuration.Log(Configuration.LogLevel.INFO));
  }

  @Test
  void theLevelIsOurs() {
    Logging.apply(new Configuration.Log(Configuration.LogLevel.DEBUG));

    assertThat(LoggerFactory.getLogger("dev.cuffline.gateway.intake").isDebugEnabled()).isTrue();
    assertThat(LoggerFactory.getLogger("dev.cuffline.gateway.intake").isTraceEnabled()).isFalse();
  }

  @Test
  void librariesStayAtWarningsWhateverOurLevelIs() {
    Logging.apply(new Configuration.Log(Configuration.LogLevel.TRACE));

    assertThat(LoggerFactory.getLogger("io.netty").isWarnEnabled()).isTrue();
    assertThat(LoggerFactory.getLogger("io.netty").isInfoEnabled()).isFalse();
  }
}
