"""导入方案: choose or paste, look and set right, store; and which plan this machine works on."""
