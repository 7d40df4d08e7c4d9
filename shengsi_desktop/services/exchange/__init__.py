"""What passes between machines: 报送, 接收, 汇总, 下发, 填报表, 本单位同步, 移交. One module a capability."""
