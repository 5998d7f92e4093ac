package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;

/** What the application announced of an upload, and when it says it made it. */
record Announced(Sha256 sha256, Instant occurredAt) {}
