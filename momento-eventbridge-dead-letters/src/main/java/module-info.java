/** Reads the dead-letter queue of Momento's EventBridge rules and publishes again what can be. */
module momento.eventbridge.deadletters {
  requires transitive momento.eventbridge;
  requires transitive software.amazon.awssdk.services.sqs;
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;

  exports momento.eventbridge.deadletters;
}
