/**
 * Reads the CloudFormation file that users deploy and works out what CloudFormation would create
 * from it. It knows what that file uses and refuses everything else, so that nothing in the file is
 * ignored without a word.
 */
@NullMarked
package momento.eventbridge.local.internal.template;

import org.jspecify.annotations.NullMarked;
