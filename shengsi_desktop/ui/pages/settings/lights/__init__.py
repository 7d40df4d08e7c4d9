"""设置: 亮灯规则, its presets, thresholds, preview and versions."""
