package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;

/** Which of the two stores. */
enum Side {
  ORIGIN,
  BACKUP;

  S3Server cloud(FaultSite site) {
    return this == ORIGIN ? site.originCloud() : site.backupCloud();
  }

  Bucket bucket(FaultSite site) {
    return this == ORIGIN ? site.origin() : site.backup();
  }
}
