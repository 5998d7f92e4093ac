package fr.mangatheque.continuity.testkit.s3;

/** What a fault looks at in a request; bucket and key are empty where the request has none. */
record FaultTarget(Operation operation, String bucket, String key) {}
