/** An in-process EventBridge and Momento for tests, samples and offline runs. */
module momento.eventbridge.local {
  requires transitive momento.eventbridge;
  requires transitive software.amazon.awssdk.services.eventbridge;
  requires static transitive org.jspecify;
  // Only for the JUnit extension. Not transitive: without JUnit, nothing that requires us would
  // compile then.
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires event.ruler;
  // The ruler needs it, and cannot say so: it has no descriptor.
  requires ch.randelshofer.fastdoubleparser;
  requires java.net.http;
  requires jdk.httpserver;
  requires org.slf4j;
  requires org.yaml.snakeyaml;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.retries;

  exports momento.eventbridge.local;
}
