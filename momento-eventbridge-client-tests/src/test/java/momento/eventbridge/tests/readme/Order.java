package momento.eventbridge.tests.readme;

record Order(String id, String status) {}
