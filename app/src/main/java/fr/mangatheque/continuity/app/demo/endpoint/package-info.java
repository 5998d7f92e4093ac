/** The S3 endpoints of the demo: real servers that count what each account asks of them. */
@NullMarked
package fr.mangatheque.continuity.app.demo.endpoint;

import org.jspecify.annotations.NullMarked;
