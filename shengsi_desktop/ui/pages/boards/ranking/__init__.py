"""晾晒考评: boards with their evidence, rehearsal, publication."""
