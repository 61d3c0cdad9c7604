#ifndef HEADROOM_DECISION_WEIGHTS_H
#define HEADROOM_DECISION_WEIGHTS_H

#include <stddef.h>

/// The weights that decisions begin from, as `headroom train decision` wrote them: JSON.
const unsigned char *hr_decision_weights(void);

/// Their number of bytes.
size_t hr_decision_weights_size(void);

#endif
