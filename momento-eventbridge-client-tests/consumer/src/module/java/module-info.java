module consumer {
  requires momento.eventbridge;
  requires momento.eventbridge.deadletters;
  requires momento.eventbridge.local;
}
