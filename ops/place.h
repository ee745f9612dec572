// SPDX-License-Identifier: Apache-2.0
// Where the files that come with the tool are: beside it in the source tree, or where it was
// installed.
#ifndef OPS_PLACE_H
#define OPS_PLACE_H

// The folder of the policies: `given` if not NULL, else the first of $DUNNING_POLICIES,
// ops/policies beside or above the program, ../share/dunning/policies, ops/policies here.
// The caller frees it.
char *policies_place(const char *given);

// The same for any path of the source tree, such as "topics/topics.yaml".
char *file_place(const char *path);

#endif
